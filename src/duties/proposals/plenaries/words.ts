/** How terms and sessions are written: in Chinese numerals, 九届五次、十二届一次. They stay below a hundred. */

const digits = '〇一二三四五六七八九';

const inChinese = (count: number): string => {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? digits[ones] : ''}`;
};

/** 九届五次 */
export const sessionShort = ({ term, session }: { term: number; session: number }): string => `${inChinese(term)}届${inChinese(session)}次`;

/** 九届五次会议 */
export const sessionTitle = (of: { term: number; session: number }): string => `${sessionShort(of)}会议`;
