import { chineseNumeral } from '#platform/documents/text.ts';
import { CHINESE, language } from '#platform/languages/language.ts';

/** A number as terms and sessions are counted: 九届五次、十二届一次. Other languages write figures. */
export const numeral = (count: number): string => (language === CHINESE && count > 0 ? chineseNumeral(count) : String(count));
