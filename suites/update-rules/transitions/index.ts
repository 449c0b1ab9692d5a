import type { Library } from '../../../src/contract/library.ts';
import type { Requirement } from '../../../src/requirement.ts';
import { activeDeadline } from './active-deadline.ts';
import { completionMode } from './completion-mode.ts';
import { completions } from './completions.ts';
import { images } from './images.ts';
import { parallelism } from './parallelism.ts';
import { transitionRequirement } from './requirement.ts';
import { selector } from './selector.ts';
import { suspendMayChange } from './suspend.ts';
import { template } from './template.ts';
import { tolerations } from './tolerations.ts';

/** Which changes of single fields are lawful, whatever a document promises of the fields. */
export const transitions: readonly ((library: Library) => Requirement[])[] = [
  (library) => transitionRequirement(library, activeDeadline),
  (library) => transitionRequirement(library, tolerations),
  (library) => transitionRequirement(library, images),
  (library) => transitionRequirement(library, parallelism),
  (library) => transitionRequirement(library, completions),
  (library) => transitionRequirement(library, completionMode),
  (library) => transitionRequirement(library, selector),
  suspendMayChange,
  (library) => transitionRequirement(library, template),
];
