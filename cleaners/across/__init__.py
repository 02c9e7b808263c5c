"""What needs other pages than the one being cleaned: in goes a set of pages, out come relations between them."""
