import { defineChapter } from '../../src/requirement.ts';
import { createsWhatIsAbsent } from './creates-what-is-absent.ts';
import { entriesWithoutTime } from './entries-without-time.ts';
import { forceTakesOver } from './force.ts';
import { managedFieldsAreAsListed } from './managed-fields.ts';
import { needsAFieldManager } from './needs-a-field-manager.ts';
import { ownsWhatItSets } from './owns-what-it-sets.ts';

const requirements = [
  ownsWhatItSets,
  createsWhatIsAbsent,
  needsAFieldManager,
  forceTakesOver,
  managedFieldsAreAsListed,
  entriesWithoutTime,
];

/** Server-side apply: what it stores, who owns what then, and when it is refused. */
export const apply = defineChapter({
  name: 'apply',
  title: 'Server-side apply',
  requirements: (library) => requirements.flatMap((make) => make(library)),
});
