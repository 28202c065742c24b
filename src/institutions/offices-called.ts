import type { Choices } from '#platform/http/resource.tsx';
import type { County } from '#platform/http/visit.ts';
import { partyPosts } from '#institutions/people/record.ts';

/** What the county's plan calls a Party office (`Slice.names` of the Party posts); the general word where it says nothing. */
export const officeIn = ({ called }: Pick<County, 'called'>, office: string | null | undefined): string =>
  office ? (called[office] ?? partyPosts[office as keyof typeof partyPosts] ?? office) : '';

/** The offices to choose from, in the county's words, under the names of the fields that hold one. */
export function officeChoices(county: Pick<County, 'called'>): Choices {
  const offered = Object.keys(partyPosts).map((office) => ({ value: office, label: officeIn(county, office) }));
  return { party_post: offered, office: offered };
}
