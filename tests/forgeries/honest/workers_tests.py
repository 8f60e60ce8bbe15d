from workers import called, cubes, python_says, squares, through_a_file


def test_threads():
    assert squares([1, 2, 3]) == [1, 4, 9]


def test_threads_that_call_back():
    assert called(lambda x: -x, [1, 2, 3]) == [-1, -2, -3]


def test_processes():
    assert cubes([1, 2]) == [1, 8]


def test_programs():
    assert python_says("hi") == "hi\n"


def test_files():
    assert through_a_file("text") == "text"
