from derived import Shape


class Square(Shape):
    def area(self):
        return 9


def test_doubled():
    assert Square().doubled() == 18
