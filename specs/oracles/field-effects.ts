import { type FieldPath, isWithin } from '../field-path.ts';
import { identity, preconditions } from './update-rules.ts';

/** What the API lets a write at one path do to the fields of a kind. */
export interface FieldRules {
  /** The only part that the path writes, beside metadata: that of a subresource. */
  readonly writes?: FieldPath;
  /** Parts that have a path of their own, and that this one does not write. */
  readonly elsewhere?: readonly FieldPath[];
  readonly immutable?: readonly { readonly field: FieldPath; readonly except?: readonly FieldPath[] }[];
}

/** Metadata that only the server writes (api-conventions, "Metadata"; recordings, `pod-update-metadata-fields`). */
const ofTheServer: readonly FieldPath[] = [
  'metadata.creationTimestamp',
  'metadata.generation',
  'metadata.selfLink',
  'metadata.managedFields',
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
];

/**
 * What a write of one field may come to. `kept`: it is refused, or has no effect: the server owns the field, or it says which
 * object is meant, or this path does not write it, or it is fixed. `whole`: it takes effect or not, as a whole.
 */
export function effectOf(field: FieldPath, { writes, elsewhere, immutable }: FieldRules): 'kept' | 'whole' {
  const isIn = (parts?: readonly FieldPath[]) => parts?.some((part) => isWithin(field, part));
  if (isIn(identity) || isIn(preconditions) || isIn(ofTheServer) || isIn(elsewhere)) return 'kept';
  if (writes !== undefined) return isWithin(field, writes) || isWithin(field, 'metadata') ? 'whole' : 'kept';
  const isFixed = immutable?.some((one) => isWithin(field, one.field) && !isIn(one.except));
  return isFixed ? 'kept' : 'whole';
}
