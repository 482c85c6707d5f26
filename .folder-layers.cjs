// Sibling folders of a package form layers. A folder and its subfolders count as one layer: its files may register
// the subfolders, and these may use its shared files (workflows/call.ts, apps/api/config.ts). `no-file-cycles` covers
// them. Tests do not count: a folder's tests may use any harness.
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
