"""Recomputes every hash of docs/auditor.md from the API alone.

Python 3 and its standard library only; signatures are verified by the package `cryptography` or the command `openssl`.
Environment: FERMATA_API_URL, FERMATA_API_KEY (role operations), TRACK_ID. Prints counts as JSON; exits with 1 and a
sentence at the first difference.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from decimal import Decimal

API = os.environ["FERMATA_API_URL"]
ZEROS = "0" * 64


def get(path):
    headers = {"Authorization": "Bearer " + os.environ["FERMATA_API_KEY"]}
    with urllib.request.urlopen(urllib.request.Request(API + path, headers=headers)) as answer:
        return json.loads(answer.read())


def pages(path):
    cursor = None
    while True:
        page = get(path + "?limit=100" + ("" if cursor is None else "&cursor=" + cursor))
        yield from page["items"]
        cursor = page["nextCursor"]
        if cursor is None:
            return


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()


def number(value):
    """A number as ECMAScript writes it, which RFC 8785 demands."""
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"
    parts = Decimal(repr(abs(value))).normalize().as_tuple()
    digits = "".join(map(str, parts.digits))
    point = len(digits) + parts.exponent
    if len(digits) <= point <= 21:
        text = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        fraction = "." + digits[1:] if len(digits) > 1 else ""
        text = digits[0] + fraction + "e" + ("+" if point > 0 else "-") + str(abs(point - 1))
    return ("-" if value < 0 else "") + text


def canonical(value):
    """RFC 8785."""
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def expect(actual, expected, what):
    if actual != expected:
        sys.exit(f"{what}: computed {actual}, recorded {expected}")


def is_signed(message, signature, public_key):
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.serialization import load_der_public_key
    except ImportError:
        return is_signed_by_openssl(message, signature, public_key)
    try:
        load_der_public_key(public_key).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def is_signed_by_openssl(message, signature, public_key):
    with tempfile.TemporaryDirectory() as folder:
        names = {"message": message, "signature": signature, "key": public_key}
        paths = {name: os.path.join(folder, name) for name in names}
        for name, content in names.items():
            with open(paths[name], "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", "-keyform", "DER"]
        command += ["-inkey", paths["key"], "-in", paths["message"], "-sigfile", paths["signature"]]
        return subprocess.run(command, capture_output=True).returncode == 0


def check_log(log):
    log_end = ZEROS
    stream_ends = {}
    for place, entry in enumerate(log, 1):
        where = f"position {entry['position']}"
        expect(entry["position"], place, f"{where}: its place")
        expect(entry["logPrevHash"], log_end, f"{where}: logPrevHash")
        event = entry["event"]
        if event is not None:
            expect(sha256(canonical(event)), entry["contentSha256"], f"{where}: contentSha256")
            expect(entry["prevHash"], stream_ends.get(event["stream"], ZEROS), f"{where}: prevHash")
            stream_ends[event["stream"]] = entry["hash"]
        link = {name: entry[name] for name in ("contentSha256", "position", "prevHash", "logPrevHash")}
        expect(sha256(canonical(link)), entry["hash"], f"{where}: hash")
        log_end = entry["hash"]


def check_checkpoints(checkpoints, keys, log):
    previous = ZEROS
    for place, stored in enumerate(checkpoints, 1):
        checkpoint = json.loads(stored["text"])
        where = f"checkpoint {stored['number']}"
        expect(stored["text"], canonical(checkpoint), f"{where}: its text")
        expect(checkpoint["number"], place, f"{where}: its number")
        expect(checkpoint["previousSha256"], previous, f"{where}: previousSha256")
        expect(log[checkpoint["position"] - 1]["hash"], checkpoint["hash"], f"{where}: hash")
        public_key = keys[checkpoint["keyId"]]
        expect(sha256(public_key), checkpoint["keyId"], f"{where}: keyId")
        signature = base64.b64decode(checkpoint.pop("signature"))
        message = canonical(checkpoint).encode("utf-8")
        expect(is_signed(message, signature, public_key), True, f"{where}: signature")
        expect(is_signed(message + b" ", signature, public_key), False, f"{where}: another text")
        previous = sha256(stored["text"])


def pcm_of(wav):
    """The bytes of the chunk `data` of a RIFF file."""
    at = 12
    while wav[at : at + 4] != b"data":
        size = int.from_bytes(wav[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    size = int.from_bytes(wav[at + 4 : at + 8], "little")
    return wav[at + 8 : at + 8 + size]


def check_versions(log, track):
    events = [entry["event"] for entry in log if entry["event"]]
    own = [event for event in events if event["stream"] == f"track/{track}"]
    alternates = {
        event["data"]["version"]: event["data"]["alternates"]
        for event in own
        if event["type"] == "alternates.made"
    }
    recipes = set()
    completed = [event["data"] for event in own if event["type"] == "version.completed"]
    for version in completed:
        sealed = {
            name: version[name]
            for name in ("pcmSha256", "recipeId", "title", "credits", "aiDisclosure", "metadata")
        }
        for name in ("isrc", "coverSha256"):
            if name in version:
                sealed[name] = version[name]
        made = alternates.get(version["version"], [])
        if made:
            sealed["alternates"] = [
                {
                    "alternate": one["alternate"],
                    "recipeId": one["recipeId"],
                    "pcmSha256": one["figures"]["pcmSha256"],
                }
                for one in made
            ]
        where = f"version {version['version']}"
        expect(sha256(canonical(sealed)), version["versionSha256"], f"{where}: versionSha256")
        for recipe_id in [version["recipeId"]] + [one["recipeId"] for one in made]:
            expect(sha256(canonical(get(f"/v1/recipes/{recipe_id}"))), recipe_id, f"{where}: recipe")
            recipes.add(recipe_id)
    last = completed[-1]
    pcm = {None: last["pcmSha256"]}
    for one in alternates.get(last["version"], []):
        pcm[one["alternate"]] = one["figures"]["pcmSha256"]
    files = sounds = 0
    for asset in get(f"/v1/tracks/{track}/assets")["items"]:
        with urllib.request.urlopen(asset["url"]) as answer:
            content = answer.read()
        expect(sha256(content), asset["sha256"], f"file {asset['fileName']}")
        files += 1
        if asset["kind"] == "delivery-wav":
            expected = pcm[asset.get("alternate")]
            expect(sha256(pcm_of(content)), expected, f"pcmSha256 of {asset['fileName']}")
            sounds += 1
    return {"versions": len(completed), "recipes": len(recipes), "files": files, "sounds": sounds}


def main():
    # The log last: every checkpoint is about a position that it has.
    keys = {key["keyId"]: base64.b64decode(key["publicKey"]) for key in get("/v1/audit/keys")["keys"]}
    checkpoints = list(pages("/v1/audit/checkpoints"))
    log = list(pages("/v1/audit/log"))
    check_log(log)
    check_checkpoints(checkpoints, keys, log)
    counts = {"events": len(log), "checkpoints": len(checkpoints)}
    print(json.dumps({**counts, **check_versions(log, os.environ["TRACK_ID"])}))


main()
