import { buildEngine } from './build-engine.ts';

const { manifest, fresh } = await buildEngine();
console.log(`engine ${manifest.version} ${manifest.sha256} ${fresh ? 'built' : 'is up to date'}`);
