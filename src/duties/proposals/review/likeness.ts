import { alikeGroups, pairsIn } from '#platform/search/alike-groups.ts';
import { normal } from '#platform/search/grams.ts';

/** Which titles of a session stand together, so that candidates for merging are seen side by side. Pure. */

interface Titled {
  id: string;
  title: string;
}

/** Two titles share at least this much of what tells them apart. Found by trying on the lists of two real sessions: lower puts mere fields together. */
const ALIKE = 0.4;
/** Of a few titles nobody can say what is common: they are weighed as if there were so many. */
const FEW = 200;

const frame = /^关于|(?:工作)?的(?:提案|建议|意见建议)$/gu;

/** Groups of two and more, each led by the first in the order given. */
export const likenessGroups = <Row extends Titled>(rows: readonly Row[]): Row[][] =>
  alikeGroups(rows, { pieces: ({ title }) => pairsIn(normal(title).replace(frame, '')), alike: ALIKE, few: FEW });
