import { chapters } from '../../suites/index.ts';
import { buildRegistry } from '../registry.ts';
import { declareConformance } from '../run/declare.ts';

// The file that vitest runs: all suites, as tests.
declareConformance(buildRegistry(chapters));
