"""Small charts: described once as a few shapes, written as SVG for pages and reports and as PNG for slides."""
