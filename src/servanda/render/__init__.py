"""How things are shown: lines of JSON, plain text, and pages that need nothing but themselves."""
