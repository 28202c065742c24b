import { v7 as uuidv7 } from 'uuid';

/** Invented ledger rows whose words follow a Zipf law, as those of a living language do; the same seed gives the same rows. */

const characters =
  '人民群众反映道路饮水环境卫生养老医疗教育就业交通安全危房改造补助低保垃圾清运污水管网路灯损坏停电桥梁河道治理农田灌溉沟渠水库堤坝山体滑坡噪声施工扰占地补偿征收林权纠纷邻里宅基边界老旧小区电梯加装物业收费学校食堂校车幼儿园医院挂号报销药店残疾托管留守儿童独居探访合作社茶叶烤烟辣椒销售冷链快递网点信号基站宽带公厕旅游标识停车充电桩消防通道燃气检查食品市场摊贩占用盲区红绿标线护栏涵洞塌陷绿化树木修剪';
const letters = [...new Set(characters)];
const vocabularySize = 20_000;
const firstDay = Date.UTC(2023, 0, 1);
const days = 3 * 365;
const titleWords = 10;
const usualWords = 60;

/** Ranks of the words that the benchmark looks for: the frequent one is in about one row of twenty, the rare one in one of a thousand. */
export const searched = { frequent: 150, medium: 800, rare: 15_000 };

export interface InventedRow {
  id: string;
  state: string;
  committee: number;
  number: number;
  received_on: string;
  matter: string;
  place: string;
  handling: string | null;
  outcome: string | null;
  dispute: boolean;
  settled: boolean | null;
}

/** mulberry32: small, seeded, good enough to invent rows. */
export function chance(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const vocabulary: readonly string[] = makeVocabulary();

function makeVocabulary(): string[] {
  const random = chance(7);
  const words = new Set<string>();
  while (words.size < vocabularySize) words.add(letters[Math.floor(random() * letters.length)]! + letters[Math.floor(random() * letters.length)]!);
  return [...words];
}

/** Rank by Zipf's law (exponent 1): the inverse of ln(rank) / ln(size). */
export const word = (random: () => number): string => vocabulary[Math.min(vocabularySize - 1, Math.floor(vocabularySize ** random()) - 1)]!;

const words = (random: () => number, n: number): string => Array.from({ length: n }, () => word(random)).join('');

export function inventRow(random: () => number, number: number, committees: number, contentWords = usualWords): InventedRow {
  const matter = `${words(random, titleWords)}。${words(random, contentWords)}`;
  const place = `${words(random, 1)}村`;
  const fate = random();
  const solved = fate < 0.6;
  const dispute = random() < 0.05;
  return {
    id: uuidv7(),
    state: solved ? 'closed' : fate < 0.8 ? 'in_hand' : fate < 0.9 ? 'answered' : 'received',
    committee: Math.floor(random() * committees),
    number,
    received_on: new Date(firstDay + Math.floor(random() * days) * 86_400_000).toISOString().slice(0, 10),
    matter,
    place,
    handling: fate < 0.9 ? 'on_spot' : null,
    outcome: solved ? 'solved' : fate < 0.9 ? 'in_hand' : null,
    dispute,
    settled: dispute ? solved : null,
  };
}
