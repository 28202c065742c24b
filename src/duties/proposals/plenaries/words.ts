import { numeral } from '#platform/languages/numerals.ts';

/** How terms and sessions are written: 九届五次、十二届一次. */

/** 九届五次 */
export const sessionShort = ({ term, session }: { term: number; session: number }): string => `${numeral(term)}届${numeral(session)}次`;

/** 九届五次会议 */
export const sessionTitle = (of: { term: number; session: number }): string => `${sessionShort(of)}会议`;
