// Files the build embeds as text: `import yaml from './standard.yaml?raw'`.
declare module '*?raw' {
  const text: string;
  export default text;
}
