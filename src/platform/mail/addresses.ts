/** Where letters go: what a mailbox may be called here, and how it is shown. */

/** RFC 5321 without its rarities: nothing that could end a line, begin a header or hide a second address. */
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
const LONGEST = 254;

export const isMailbox = (typed: string): boolean => typed.length <= LONGEST && mailbox.test(typed) && !/^\.|\.\.|\.@/.test(typed);

export const mailboxSentence = '邮箱地址请照实填写，例如 name@example.cn，一次一个，没有空格。';

/** As the office reads it that need not know it: a***@example.cn. */
export const maskedMailbox = (address: string): string => `${address[0]}***${address.slice(address.lastIndexOf('@'))}`;
