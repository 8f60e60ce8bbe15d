import pytest
from stack import Container, Empty, Stack, Version, make


@pytest.fixture
def stack():
    return Stack([1, 2, 3])


class TestStack:
    def test_order(self, stack):
        assert stack.pop() == 3
        assert stack.put(9).pop() == 9
        assert len(stack) == 2
        assert list(stack) == [2, 1]

    def test_empty(self):
        with pytest.raises(Empty):
            Stack().pop()

    def test_limit(self):
        with pytest.raises(OverflowError, match="full"):
            Stack(limit=1).put(1).put(2)

    def test_looks(self, stack):
        assert stack.top == 3
        assert stack.limit is None
        assert repr(stack) == "Stack([1, 2, 3])"
        assert str(stack) == "Stack([1, 2, 3])"
        assert f"{stack}" == "Stack([1, 2, 3])"

    def test_items(self, stack):
        assert stack[0] == 1
        stack[0] = 7
        assert stack[0] == 7
        del stack[0]
        assert stack[0] == 2
        with pytest.raises(IndexError):
            stack[10]

    def test_membership_and_truth(self, stack):
        assert 2 in stack
        assert 8 not in stack
        assert stack
        assert not Stack()

    def test_attributes(self, stack):
        stack.limit = 4
        assert stack.limit == 4
        del stack.limit
        with pytest.raises(AttributeError):
            stack.limit
        assert not hasattr(stack, "nothing")

    def test_block(self, stack):
        with stack as same:
            assert same is stack
        assert len(stack) == 0

    def test_calls(self, stack):
        assert stack(2) == [3, 2, 1, 3, 2, 1]


def test_class():
    before = Stack.made
    assert Stack.of(1, 2).top == 2
    assert Stack.made == before + 1
    assert Stack.is_item(0)
    assert Stack.kind == "container"
    assert issubclass(Stack, Container)
    assert isinstance(make([]), Stack)
    assert isinstance(make([]), Container)
    assert type(make([])).__name__ == "Stack"


def test_abstract():
    with pytest.raises(TypeError, match="abstract"):
        Container()


def test_versions():
    assert Version("1.2") < Version("1.10")
    assert Version("1.2") == Version("1.2")
    assert Version("1.2") != Version("1.3")
    assert Version("1.3") >= Version("1.2")
    assert str(Version("1.2")) == "1.2"
    assert max(Version("1.2"), Version("1.10")).parts == (1, 10)
