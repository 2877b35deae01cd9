"""What a commune keeps of itself: hamlets with their sizes, facilities; and groups of units across the tree.

Whoever may do it is asked by the faces: units stand below accounts.
"""
