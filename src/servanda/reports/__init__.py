"""What is asked of the whole register: books, domains, briefings, answers. Pure views over a view and its standing."""
