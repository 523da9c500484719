"""Tables of reviews, readers' reports and the audit trail."""
