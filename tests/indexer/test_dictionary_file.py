from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.dictionary import DictionaryFile, FileUnusableError, pack, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

FREQUENCIES = {"医": 10, "医院": 30, "医疗": 0, "药": 5, "A": 1, "𠀋": 2}


def made(folder: Path) -> Path:
    file = folder / "dictionary.bin"
    write_atomically(file, pack(FREQUENCIES, 48))
    return file


def test_a_shard_holds_the_words_of_its_character(tmp_path: Path) -> None:
    dictionary = DictionaryFile(made(tmp_path))
    assert dictionary.total == 48
    assert dictionary.shard("医") == {"医": 10, "医院": 30, "医疗": 0}
    assert dictionary.shard("𠀋") == {"𠀋": 2}
    assert dictionary.shard("院") == {}
    assert dictionary.shard("!") == {}


def test_all_shards_together_are_the_dictionary(tmp_path: Path) -> None:
    dictionary = DictionaryFile(made(tmp_path))
    together: dict[str, int] = {}
    for character in {word[0] for word in FREQUENCIES}:
        together |= dictionary.shard(character)
    assert together == FREQUENCIES


def test_the_same_dictionary_gives_the_same_bytes() -> None:
    assert pack(FREQUENCIES, 48) == pack(dict(reversed(FREQUENCIES.items())), 48)


def test_every_truncation_is_noticed(tmp_path: Path) -> None:
    file = made(tmp_path)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(FileUnusableError):
            DictionaryFile(file)


def test_every_flipped_bit_is_noticed_or_harmless(tmp_path: Path) -> None:
    file = made(tmp_path)
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            dictionary = DictionaryFile(file)
            shards = {character: dictionary.shard(character) for character in "医药A𠀋"}
        except FileUnusableError:
            continue
        assert dictionary.total == 48
        assert shards == {key: {w: f for w, f in FREQUENCIES.items() if w[0] == key} for key in "医药A𠀋"}


def test_a_file_that_others_may_write_is_refused(tmp_path: Path) -> None:
    file = made(tmp_path)
    file.chmod(0o666)
    with pytest.raises(FileUnusableError, match="others may write"):
        DictionaryFile(file)


def test_a_failed_write_leaves_the_old_file_and_no_leftover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(tmp_path)
    before = file.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == before
