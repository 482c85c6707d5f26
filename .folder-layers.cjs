// The folders of a package form layers. Tests do not count: a folder's tests may use any harness.
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'no-folder-cycles',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: '(^|/)(dist|generated|testing)/|\\.test\\.ts$' } },
};
