import { withoutKnown } from '#platform/people/masking.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { withoutSpaces } from '#duties/opinions/shield/complained-of.ts';

/** The columns in which people write freely, and which more people read than need to know who told it. */
const texts = ['matter', 'place', 'handler', 'outcome_text'] as const;

type Person = Partial<Pick<LedgerEntry, 'reporter' | 'phone' | 'proxy'>>;

/** Who somebody is to the other, and what they are in the village: written before or behind a helper's name. */
const kin = '女儿|儿子|孙子|孙女|外孙|儿媳|女婿|媳妇|妻子|丈夫|老伴|爱人|父亲|母亲|哥哥|弟弟|姐姐|妹妹|侄子|侄女|邻居|亲戚|朋友|本人';
const office = '村支书|支书|村主任|主任|村干部|干部|组长|村医|医生|网格员|驻村队员|工作人员|志愿者|老师|同志|大爷|大娘|大叔|大婶|先生|女士';
const before = new RegExp(`^(?:他|她|我|其)?的?(?:${kin}|${office})+`, 'u');
const behind = new RegExp(`(?:${office})+$`, 'u');

/** The names in what was written of a helper: 邻居王小花（村干部） holds 王小花. */
const namesWithin = (words: string): string[] =>
  words.split(/[^\p{Script=Han}·]+/u).map((part) => part.replace(before, '').replace(behind, '')).filter((name) => name.length >= 2);

/** What a text must not say of who told it, the helper's name without what stands around it among them; the longest first. */
export function knownOf({ reporter, phone, proxy }: Person): string[] {
  const known = [reporter, phone, proxy, ...(proxy ? namesWithin(proxy) : [])].flatMap((words) => (words && words.length >= 2 ? [words] : []));
  return [...new Set(known)].toSorted((a, b) => b.length - a.length);
}

/** The first of these words that a text has, however its characters are parted. */
export function knownIn(text: string, known: readonly string[]): string | undefined {
  const written = bare(text);
  return known.find((words) => written.includes(bare(words)));
}

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s·-]/gu, '');

/**
 * What is written, without the reporter's name and number where the texts repeat them: these stand in columns of their own, and the texts go
 * where those do not (lists, units, the journal). Whom else a text names is for whoever writes it to weigh.
 */
export function keptApart<Written extends Partial<LedgerEntry>>(written: Written, person: Person = written): Written {
  const cleaned = texts.flatMap((column) => {
    const text = written[column];
    return typeof text === 'string' ? [[column, withoutKnown(text, knownOf(person))] as const] : [];
  });
  const { about_person: about } = written;
  return { ...written, ...Object.fromEntries(cleaned), ...(about ? { about_person: withoutSpaces(about) } : {}) };
}
