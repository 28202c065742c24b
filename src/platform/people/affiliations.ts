/** Political affiliations after GB/T 4762-1984, with the shorter words in use. 12 and 13 are never converted into each other. */
export const affiliations = [
  { code: '01', name: '中共党员', words: ['中共', '党员', '共产党员', '中国共产党党员', '中国共产党', '共产党'] },
  { code: '02', name: '中共预备党员', words: ['预备党员', '中共预备'] },
  { code: '03', name: '共青团员', words: ['团员', '共青团', '共青团员'] },
  { code: '04', name: '民革党员', words: ['民革', '民革会员'] },
  { code: '05', name: '民盟盟员', words: ['民盟'] },
  { code: '06', name: '民建会员', words: ['民建'] },
  { code: '07', name: '民进会员', words: ['民进'] },
  { code: '08', name: '农工党党员', words: ['农工党', '农工', '农工民主党', '农工党员'] },
  { code: '09', name: '致公党党员', words: ['致公党', '致公'] },
  { code: '10', name: '九三学社社员', words: ['九三', '九三学社', '九三社员'] },
  { code: '11', name: '台盟盟员', words: ['台盟'] },
  { code: '12', name: '无党派人士', words: ['无党派', '无党派民主人士', '无党派代表人士'] },
  { code: '13', name: '群众', words: ['普通群众'] },
] as const;

export type Affiliation = (typeof affiliations)[number]['name'];

const byWord = new Map<string, Affiliation>(
  affiliations.flatMap((item) => [item.name, item.code, ...item.words].map((word) => [word, item.name] as const)),
);

/** Finds an affiliation by its name, a shorter word or its code of two digits. */
export function affiliationNamed(text: string): Affiliation | null {
  return byWord.get(text.replace(/\s/gu, '')) ?? null;
}
