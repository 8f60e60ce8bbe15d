"""What a hosted model writes is heard while it writes, and nothing that is to stay unseen."""

from hosted_call import WELL
from model_server import KEY, USAGE, Reply
from stream_desk import Desk, watched

from devloop_nb.lm.writing import THINKS


def test_an_answer_is_heard_as_it_grows() -> None:
    desk = Desk(Reply(WELL, pause=0.02))
    seen, call = desk.do(watched)
    texts = [said for said in seen if said]
    assert len(texts) > 3
    assert all(call.text.startswith(said) for said in texts)
    assert [len(said) for said in texts] == sorted(len(said) for said in texts)
    assert (call.tokens_in, call.tokens_out) == (USAGE["prompt_tokens"], USAGE["completion_tokens"])
    assert desk.streams == [True]
    assert desk.writing.so_far() == {}


def test_half_a_secret_is_not_seen() -> None:
    desk = Desk(Reply(f"{WELL} the key is {KEY} and so on", pause=0.01))
    seen, call = desk.do(watched)
    assert any(said and "[OPENAI_API_KEY]" in said for said in seen)
    assert not any(said and KEY[:4] in said for said in seen)
    assert KEY[:4] not in call.text


def test_thoughts_are_heard_until_the_answer_begins() -> None:
    desk = Desk(Reply(WELL, thinks="what is half of it, I wonder", pause=0.02))
    seen, call = desk.do(watched)
    thoughts = [said for said in seen if said and said.startswith(THINKS)]
    assert len(thoughts) > 1 and "what is half" in thoughts[-1]
    assert seen[-1] and call.text.startswith(seen[-1])
    assert "I wonder" not in call.text


def test_half_characters_are_spelled_out() -> None:
    desk = Desk(Reply(f"\ud83d {WELL}", pause=0.01))
    seen, _ = desk.do(watched)
    assert any(said and said.startswith("\\ud83d") for said in seen)
