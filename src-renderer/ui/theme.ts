// The theme: as the system says, or as the person chose. The tokens do the rest.

/** Applies it to the page; answers with a function that stops following. */
export function followTheme(theme: 'system' | 'dark' | 'light'): () => void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  return () => {};
}
