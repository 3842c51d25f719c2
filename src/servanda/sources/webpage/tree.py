"""A web page as a light tree that can be weighed and pruned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 400  # elements inside one another; no page that people made is deeper


class Node:
    """An element: its tag, its attributes, its children (elements and texts), its parent, its number among its like."""

    __slots__ = ("attributes", "children", "links", "nth", "parent", "tag", "weight")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None, nth: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.nth = nth
        self.children: list[Node | str] = []
        self.weight = 0  # letters of its text outside links
        self.links = 0  # letters of its text inside links

    @property
    def elements(self) -> list[Node]:
        """Its child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """The element itself and all below it, in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.elements))

    def ancestors(self) -> Iterator[Node]:
        """Its parent, and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """All words below it, a space between the texts."""
        return " ".join(child for node in self.walk() for child in node.children if isinstance(child, str))

    def names(self) -> str:
        """Class and id in lower case."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".lower()

    def remove(self) -> None:
        """Take it out of the tree."""
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def path(self) -> str:
        """The CSS path from the body that leads to it in the original page."""
        line = [self, *self.ancestors()]
        steps = [f"{node.tag}:nth-of-type({node.nth})" for node in line if node.tag not in ("html", "body")]
        return " > ".join(["body", *reversed(steps)])


def tree_of(html: str) -> Node:
    """The root of the page's elements; ValueError where they are nested too deep."""
    root = LexborHTMLParser(html).root
    top = Node("html", {}, None, 1)
    stack = [(root, top, 0)] if root is not None else []
    while stack:
        original, node, depth = stack.pop()
        if depth > DEEPEST:
            raise ValueError("its elements are nested deeper than in any page that people make")
        stack.extend((child, made, depth + 1) for child, made in _children(original, node))
    weigh(top)
    return top


def _children(original: LexborNode, node: Node) -> list[tuple[LexborNode, Node]]:
    made = []
    seen: Counter[str] = Counter()
    for child in original.iter(include_text=True):
        if child.is_text_node:
            node.children.append(child.text_content or "")
        elif child.is_element_node:
            tag = child.tag or ""
            seen[tag] += 1
            attributes = {name: value or "" for name, value in child.attributes.items()}
            below = Node(tag, attributes, node, seen[tag])
            node.children.append(below)
            made.append((child, below))
    return made


def weigh(top: Node) -> None:
    """Set weight and links of every element below `top`, and its own."""
    order = list(top.walk())
    for node in reversed(order):
        node.weight = sum(child.weight for child in node.elements)
        node.links = sum(child.links for child in node.elements)
        if node.tag not in ("script", "style"):
            node.weight += sum(len("".join(child.split())) for child in node.children if isinstance(child, str))
        if node.tag == "a":
            node.weight, node.links = 0, node.weight + node.links
