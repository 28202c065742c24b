declare const PROGRAM_LANGUAGE: string | undefined;

/** The language in which the source is written, and in which everything is stored. */
export const CHINESE = 'zh-CN';

/** The language that this build of the program speaks (decision 44): Chinese, or a folder of locales/. */
export const language = typeof PROGRAM_LANGUAGE === 'undefined' ? CHINESE : PROGRAM_LANGUAGE;

/** What a county calls a kind of record is said in Chinese; in any other language the general word stands for it. */
export const calledHere = (own: string, general: string): string => (language === CHINESE ? own : general);

/** What a language calls itself: 中文, English. */
export const nameOf = (tag: string): string => (tag === CHINESE ? '中文' : (new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag));
