import type { Reading } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';

/** 保管期限: 永久, 30年 or 10年 (国家档案局令第8号), by the part of an archive; which part has which is the plan's (parameters `archives.keep_*`). */
export async function retentionOn(reading: Reading, day: string): Promise<(part: string) => string> {
  const words = async (key: 'archives.keep_permanently' | 'archives.keep_thirty') => (await parameterAt(reading, key, day)).split('、').map((word) => word.trim());
  const [permanently, thirty] = [await words('archives.keep_permanently'), await words('archives.keep_thirty')];
  return (part) => (permanently.includes(part) ? '永久' : thirty.includes(part) ? '30年' : '10年');
}
