/**
 * Marks by which a text says of itself that it holds a state secret: as papers bear them (机密★一年, 【秘密】, 密级：绝密) and as people write of them (秘密级,
 * 机密文件). 秘密 alone is an ordinary word (秘密投票, 商业秘密) and no mark.
 */
const marks = [
  /(?:绝密|机密|秘密)\s*[★☆]/u,
  /[【〔［[（(]\s*(?:绝密|机密|秘密)级?\s*[】〕］\])）]/u,
  /^\s*(?:绝密|机密|秘密)级?\s*(?:[:：].*)?$/mu,
  /密\s*级\s*[:：]?\s*(?:为|是)?\s*“?(?:绝密|机密|秘密)/u,
  /(?:绝密|机密|秘密)级/u,
  /(?:绝密|机密|秘密)(?:文件|电报|件)/u,
  /保密期限\s*[:：]?\s*(?:[0-9〇一二三四五六七八九十]|长期)/u,
] as const;

/** The mark that a text bears, as it stands there. */
export const secretMark = (text: string): string | undefined => marks.map((mark) => mark.exec(text)?.[0].trim()).find(Boolean);

/** What is wrong, and where to turn. */
export const secretSentence = (mark: string): string =>
  `文字里有“${mark}”。国家秘密不能录入本系统，这条没有保存。请联系本单位的保密员，用涉密渠道报送，并清除本机上的草稿；如果只是引用、其实不涉密，请改写这几个字。`;
