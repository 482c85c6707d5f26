/** Names the file that `fermata up` writes, as the API itself has no data folder. */
export const KEY_LOCATION_HINT =
  'The embedded stack (`fermata up`) writes the keys of its seeded people to keys.json in its data folder ' +
  '(by default .fermata/keys.json)';
