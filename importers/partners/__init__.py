"""One small module per partner site whose pages have markup of their own."""
