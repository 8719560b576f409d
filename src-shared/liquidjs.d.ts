// The part of liquidjs that src-shared uses. Its own types pull in all of Node's, and with them names that must not
// exist here. Every other project checks the same code against the real types, so this cannot drift unseen.
export interface LiquidOptions {
  cache?: boolean | number;
  globals?: object;
  jsTruthy?: boolean;
  keepOutputType?: boolean;
  outputEscape?: 'escape' | 'json' | ((value: unknown) => string);
  ownPropertyOnly?: boolean;
  strictFilters?: boolean;
  strictVariables?: boolean;
  templates?: Record<string, string>;
  timezoneOffset?: number | string;
  trimOutputLeft?: boolean;
  trimOutputRight?: boolean;
  trimTagLeft?: boolean;
  trimTagRight?: boolean;
  greedy?: boolean;
  parseLimit?: number;
  renderLimit?: number;
  memoryLimit?: number;
}

export interface RenderOptions {
  globals?: object;
  strictVariables?: boolean;
  ownPropertyOnly?: boolean;
  templateLimit?: number;
  renderLimit?: number;
  memoryLimit?: number;
}

export interface Token {
  input: string;
  begin: number;
  end: number;
  file?: string;
  getText(): string;
  getPosition(): number[];
}

export interface Template {
  token: Token;
}

type Filter = (value: unknown, ...args: unknown[]) => unknown;

export declare class Liquid {
  constructor(options?: LiquidOptions);
  readonly filters: Record<string, unknown>;
  readonly tags: Record<string, unknown>;
  parse(text: string, path?: string): Template[];
  renderSync(template: Template[], scope?: object, options?: RenderOptions): unknown;
  parseAndRenderSync(text: string, scope?: object, options?: RenderOptions): unknown;
  registerFilter(name: string, filter: Filter): void;
  unregisterFilter(name: string): void;
  variablesSync(template: string | Template[]): string[];
  fullVariablesSync(template: string | Template[]): string[];
  globalVariablesSync(template: string | Template[]): string[];
  globalFullVariablesSync(template: string | Template[]): string[];
}

export declare abstract class LiquidError extends Error {
  token: Token;
  context: string;
  originalError?: Error;
  static is(value: unknown): value is LiquidError;
}
export declare class TokenizationError extends LiquidError {}
export declare class ParseError extends LiquidError {}
export declare class RenderError extends LiquidError {
  static is(value: unknown): value is RenderError;
}
export declare class UndefinedVariableError extends LiquidError {}
