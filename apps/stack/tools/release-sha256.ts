/**
 * The sha256 of each official release that may be installed, for the versions in tools/go.mod. Each
 * was published by at least two other projects that pin it. An archive that is not listed here is not
 * downloaded: the tool is built from tools/go.mod.
 */
export const RELEASE_SHA256: Readonly<Record<string, string>> = {
  'temporal_cli_1.5.1_linux_amd64.tar.gz':
    'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d',
  'temporal_cli_1.5.1_linux_arm64.tar.gz':
    'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5',
  'temporal_cli_1.5.1_darwin_amd64.tar.gz':
    'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9',
  'temporal_cli_1.5.1_darwin_arm64.tar.gz':
    'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415',
  'versitygw_v1.8.0_Linux_x86_64.tar.gz':
    '2ba2c734d10d2c4e651d03182cb4b246656bc735a2f282db7b0b73fba6073467',
  'versitygw_v1.8.0_Linux_arm64.tar.gz':
    'b34051d33f5a9c457f790896acb7bd7d7e15ad8d92efb70616b924f37e401910',
  'versitygw_v1.8.0_Darwin_x86_64.tar.gz':
    '104bd978e80ef0173554cfd8630ccc5bac24b00da440510b60365a3b6b6ab134',
  'versitygw_v1.8.0_Darwin_arm64.tar.gz':
    '4953096f65a9c0d62ab184fb6b2ba7c2435229205cf00a56cb62cd4bf6b216ca',
};
