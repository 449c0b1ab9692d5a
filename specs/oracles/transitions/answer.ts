import type { FieldPath } from '../../field-path.ts';

/** What a change of an object comes to: it is made as it stands, or refused with 422 that names one of the fields. */
export type TransitionAnswer =
  | { readonly updated: true }
  | {
      readonly updated: false;
      /** The fields of which the refusal names one, itself, something in it or something around it. */
      readonly named: readonly FieldPath[];
      readonly why: string;
      /** Whether versions part: some of them make the change. */
      readonly orUpdated?: true;
    };

/** The change is made. */
export const updated: TransitionAnswer = { updated: true };

/** The change is refused, for a reason in words for people. */
export function refused(why: string, ...named: readonly FieldPath[]): TransitionAnswer {
  return { updated: false, named, why };
}
