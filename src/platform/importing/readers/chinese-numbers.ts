const digits: Record<string, number> = { 〇: 0, 零: 0, '○': 0, Ｏ: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** 二十三 → 23, 二〇二五 → 2025, 廿一 → 21; null when it is no number below 10,000 written in Chinese. */
export function chineseNumber(text: string): number | null {
  const letters = Array.from(text.replace('廿', '二十').replace('卅', '三十'));
  if (letters.length === 0) return null;
  if (letters.every((letter) => letter in digits)) return Number(letters.map((letter) => digits[letter]).join(''));
  let total = 0;
  let pending: number | null = null;
  for (const letter of letters) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[letter];
    if (unit) {
      total += (pending ?? 1) * unit;
      pending = null;
    } else if (letter in digits) pending = digits[letter]!;
    else return null;
  }
  return total + (pending ?? 0);
}

/** Writes the Chinese numbers before 年 月 日 号 届 次 季 in Arabic digits. */
export function arabicBefore(text: string, words = '年月日号'): string {
  return text.replace(new RegExp(`([〇零○一二三四五六七八九十廿卅百]+)(?=[${words}])`, 'gu'), (written) => String(chineseNumber(written) ?? written));
}
