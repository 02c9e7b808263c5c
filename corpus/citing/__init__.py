"""How policy texts cite, piece by piece: numbers, names, places, pointers; ``corpus.citations`` puts them together."""
