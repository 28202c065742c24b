import type { County } from '#platform/http/visit.ts';

type Named = Pick<County, 'slug'>;

const at = ({ slug }: Named, part = ''): string => `/login/sign-on/${slug}${part}`;

/** To the provider, to come in. */
export const startAddress = (county: Named, next = '/'): string => (next === '/' ? at(county) : `${at(county)}?next=${encodeURIComponent(next)}`);
/** To the provider once more, to prove who is there. */
export const againAddress = (county: Named): string => at(county, '/again');
/** Where the provider sends people back; registered there. */
export const returnAddress = (county: Named): string => at(county, '/return');
/** To the provider, to leave it too. */
export const leavingAddress = (county: Named): string => at(county, '/leaving');
/** Where the provider says that somebody has left it; registered there. */
export const logoutAddress = (county: Named): string => at(county, '/logout');
