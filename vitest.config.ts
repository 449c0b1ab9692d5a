import { defineConfig } from 'vitest/config';
import { conformanceConfig } from './src/cli/project.ts';

export default defineConfig({
  test: {
    reporters: ['default', './src/cli/vitest-reporter.ts'],
    coverage: { include: ['src/**', 'specs/**', 'suites/**', 'fixtures/**', 'reports/**'], exclude: ['**/*.test.ts'] },
    projects: [
      {
        test: {
          name: 'self',
          include: ['{src,specs,suites,fixtures,reports,kills}/**/*.test.ts'],
          exclude: ['reports/out/**'],
          pool: 'threads',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      conformanceConfig(),
    ],
  },
});
