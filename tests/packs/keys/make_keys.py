"""Makes the key files of the tests once: `python tests/packs/keys/make_keys.py`.

They guard nothing. The passphrase of each is: four unusual grey words
"""

from pathlib import Path

from tender_flow.packs.keys import make_key, save_key

PASSPHRASE = "four unusual grey words"

if __name__ == "__main__":
    folder = Path(__file__).parent
    authority = make_key("Kent County Council", "authority")
    trusts = (authority.public.fingerprint,)
    made = {
        "authority": authority,
        "carys": make_key("Carys Evans", "member", trusts),
        "ben": make_key("Ben Okafor", "member", trusts),
    }
    for name, key in made.items():
        save_key(folder / f"{name}.tfkey", key, PASSPHRASE)
