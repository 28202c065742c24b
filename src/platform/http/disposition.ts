/** How an answer with a file names it: saved or shown, with any characters in the name (RFC 6266, RFC 8187). */
export const namedFile = (how: 'attachment' | 'inline', name: string): string =>
  `${how}; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll(/['()*!]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
