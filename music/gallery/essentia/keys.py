"""Compares the keys that essentia's key finder hears with those of the scores, by style.

    npm run build -w @fermata/music
    node --conditions=source music/gallery/essentia/sketch-tracks.ts out/sketches 10
    python3 -m venv out/essentia && out/essentia/bin/pip install -r music/gallery/essentia/requirements.txt
    out/essentia/bin/python music/gallery/essentia/keys.py [out/sketches]

Reads gallery.json and the WAV or MP3 files beside it; prints a table and the tracks that were not recognised. What a
file gave before is kept beside it. Essentia is licensed under the AGPL; nothing else of Fermata uses it.
"""

import json
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import essentia

# Its welcome and warnings would come once per process.
essentia.log.infoActive = False
essentia.log.warningActive = False
import essentia.standard as es  # noqa: E402

# Of its profiles, with its own settings: listeners' ratings, the Kostka-Payne corpus, its default. The last one is
# for electronic music, and does not count for "any".
PROFILES = ["krumhansl", "temperley", "bgate", "edma"]
COUNTED = PROFILES[:3]
FLATS = {"C#": "Db", "D#": "Eb", "F#": "Gb", "G#": "Ab", "A#": "Bb"}
# A key finder without modes reports those with a minor third as minor.
MINOR_MODES = {"minor", "dorian", "phrygian"}


def found_keys(file):
    """The key by each profile, as tonic and whether it is minor."""
    kept = file.with_suffix(".keys.json")
    keys = json.loads(kept.read_text()) if kept.exists() else {}
    missing = [profile for profile in PROFILES if profile not in keys]
    if missing:
        audio = es.MonoLoader(filename=str(file), sampleRate=44100)()
        for profile in missing:
            tonic, scale, _ = es.KeyExtractor(profileType=profile)(audio)
            keys[profile] = [FLATS.get(tonic, tonic), scale == "minor"]
        kept.write_text(json.dumps(keys))
    return {profile: keys[profile] for profile in PROFILES}


def analyse(folder, track):
    file = next(path for path in (folder / f"{track['name']}.{ending}" for ending in ("wav", "mp3")) if path.exists())
    wanted = [track["key"]["tonic"], track["key"]["mode"] in MINOR_MODES]
    keys = found_keys(file)
    return {
        "track": track,
        "finders": [name for name, key in keys.items() if key == wanted],
        "found": ", ".join(tonic + ("m" if minor else "") for tonic, minor in keys.values()),
    }


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/sketches")
    tracks = json.loads((folder / "gallery.json").read_text())["tracks"]
    with ProcessPoolExecutor() as pool:
        analysed = list(pool.map(analyse, [folder] * len(tracks), tracks))
    by_style = defaultdict(list)
    for each in analysed:
        by_style[each["track"]["style"]].append(each)
    print(f"| style | tracks | {' | '.join(PROFILES)} | any key |")
    print("| --- |" + " ---: |" * (len(PROFILES) + 2))
    for style, those in [*by_style.items(), ("all", analysed)]:
        counts = [sum(name in each["finders"] for each in those) for name in PROFILES]
        counts.append(sum(not set(COUNTED).isdisjoint(each["finders"]) for each in those))
        print(f"| {style} | {len(those)} | " + " | ".join(f"{100 * n / len(those):.0f} %" for n in counts) + " |")
    for each in analysed:
        if set(COUNTED).isdisjoint(each["finders"]):
            track = each["track"]
            written = f"{track['key']['tonic']} {track['key']['mode']}"
            print(f"{track['name']}: written {written}; found {each['found']}", file=sys.stderr)


if __name__ == "__main__":
    main()
