import { defineConfig } from 'vitest/config';

/** The tests of the oracles alone, for `npm run mutation`. */
export default defineConfig({ test: { include: ['specs/oracles/**/*.test.ts'], pool: 'threads', isolate: false } });
