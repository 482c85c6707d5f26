"""Analyses the tracks of a gallery with librosa, and compares tempo and key with the score.

    python3 -m venv out/librosa && out/librosa/bin/pip install -r music/gallery/librosa/requirements.txt
    out/librosa/bin/python music/gallery/librosa/analyse.py [out/gallery]

Reads gallery.json and the MP3 files beside it; prints a table and the tracks that were not recognised.
"""

import json
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import librosa
import numpy as np

TONICS = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"]
# A key finder without modes reports those with a minor third as minor.
MINOR_MODES = {"minor", "dorian", "phrygian"}
TEMPI = ["tempo", "beats", "bars"]
TEMPO_TOLERANCE = 0.04
# Samples between two values of librosa's onset strength.
HOP = 512
# Strength of the two lowest octaves in the key finders, against the five above.
BASS_SHARE = 0.5
# The beat of compound metres is three eighths, so a third of their pulse may be found.
OCTAVES = [0.25, 0.5, 1, 2, 4]
COMPOUND = [1 / 3, 2 / 3, 1.5, 3]

# Published profiles: listeners' ratings (Krumhansl and Kessler 1982), the Kostka-Payne corpus (Temperley 2007), and
# common-practice scores (Albrecht and Shanahan 2013).
PROFILES = {
    "krumhansl": (
        [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
        [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
    ),
    "temperley": (
        [0.748, 0.06, 0.488, 0.082, 0.67, 0.46, 0.096, 0.715, 0.104, 0.366, 0.057, 0.4],
        [0.712, 0.084, 0.474, 0.618, 0.049, 0.46, 0.105, 0.747, 0.404, 0.067, 0.133, 0.33],
    ),
    "albrecht": (
        [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081],
        [0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
    ),
}


def loudest_is_one(bands):
    """The strength of each pitch class over the whole track; in each frame the loudest of them is 1."""
    classes = bands.reshape(-1, 12, bands.shape[1]).sum(axis=0)
    strengths = (classes / np.maximum(1e-9, classes.max(axis=0))).sum(axis=1)
    return strengths / np.linalg.norm(strengths)


def found_keys(harmonic, rate):
    """The best key by each profile, as tonic and whether it is minor. The bass counts by itself."""
    bands = np.abs(librosa.cqt(harmonic, sr=rate, n_bins=84, tuning=librosa.estimate_tuning(y=harmonic, sr=rate)))
    chroma = loudest_is_one(bands[24:]) + BASS_SHARE * loudest_is_one(bands[:24])
    keys = {}
    for name, profiles in PROFILES.items():
        fits = [
            (np.corrcoef(np.roll(profile, step), chroma)[0, 1], TONICS[step], bool(is_minor))
            for is_minor, profile in enumerate(profiles)
            for step in range(12)
        ]
        keys[name] = max(fits)[1:]
    return keys


def found_tempi(audio, rate):
    """Estimates in bpm: the strongest period of the onsets, the beat tracker, and the period that bars repeat."""
    onsets = librosa.onset.onset_strength(y=audio, sr=rate)
    beats, _ = librosa.beat.beat_track(onset_envelope=onsets, sr=rate, trim=False)
    return {
        "tempo": float(librosa.feature.tempo(onset_envelope=onsets, sr=rate)[0]),
        "beats": float(np.atleast_1d(beats)[0]),
        "bars": tempo_of_bars(onsets, rate / HOP),
    }


def tempo_of_bars(onsets, frames_per_second):
    """The beat after one, two and four of which the onsets repeat: a dotted rhythm repeats after one only."""
    likeness = librosa.autocorrelate(onsets - onsets.mean()) / np.arange(len(onsets), 0, -1)
    candidates = np.arange(60, 180, 0.25)
    lags = 60 / candidates * frames_per_second
    repeats = sum(np.interp(beats * lags, np.arange(len(likeness)), likeness) for beats in (1, 2, 4))
    # The wide prior of librosa's own estimate, around walking pace.
    usual = np.exp(-0.5 * (np.log2(candidates / 110) / 0.9) ** 2)
    return float(candidates[np.argmax(np.maximum(0, repeats) * usual)])


def is_tempo(found, track):
    factors = OCTAVES + (COMPOUND if track.get("metre") in ("6/8", "3/4") else [])
    return any(abs(found / (track["tempoBpm"] * factor) - 1) <= TEMPO_TOLERANCE for factor in factors)


def analyse(folder, track):
    audio, rate = librosa.load(folder / f"{track['name']}.mp3", sr=22050, mono=True)
    wanted = (track["key"]["tonic"], track["key"]["mode"] in MINOR_MODES)
    keys, tempi = found_keys(librosa.effects.harmonic(audio), rate), found_tempi(audio, rate)
    return {
        "track": track,
        "finders": [name for name, key in keys.items() if key == wanted],
        "tempi": [name for name, tempo in tempi.items() if is_tempo(tempo, track)],
        "found": ", ".join(tonic + ("m" if minor else "") for tonic, minor in keys.values())
        + "; "
        + ", ".join(f"{tempo:.0f}" for tempo in tempi.values())
        + " bpm",
    }


def table(head, rows):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in row)} |" for row in lines)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/gallery")
    tracks = json.loads((folder / "gallery.json").read_text())["tracks"]
    with ProcessPoolExecutor() as pool:
        analysed = list(pool.map(analyse, [folder] * len(tracks), tracks))
    by_style = defaultdict(list)
    for each in analysed:
        by_style[each["track"]["style"]].append(each)
    share = lambda hits, of: f"{100 * sum(hits) / of:.0f} %"
    rows = [
        [
            style,
            len(those),
            *(share((name in each["tempi"] for each in those), len(those)) for name in TEMPI),
            share((bool(each["tempi"]) for each in those), len(those)),
            *(share((finder in each["finders"] for each in those), len(those)) for finder in PROFILES),
            share((bool(each["finders"]) for each in those), len(those)),
        ]
        for style, those in [*by_style.items(), ("all", analysed)]
    ]
    print(table(["style", "tracks", *TEMPI, "any tempo", *PROFILES, "any key"], rows))
    for each in analysed:
        if not each["tempi"] or not each["finders"]:
            track = each["track"]
            print(
                f"{track['name']}: written {track['key']['tonic']} {track['key']['mode']}, "
                f"{track['tempoBpm']:.0f} bpm, {track.get('metre', '4/4')}; found {each['found']}",
                file=sys.stderr,
            )


if __name__ == "__main__":
    main()
