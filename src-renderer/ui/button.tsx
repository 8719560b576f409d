// Buttons: plain, the one solid press of a form, dangerous, quiet; a key hint shown but not part of the name.
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { keyLabel } from './keys.ts';
import './button.css';

export type Tone = 'plain' | 'solid' | 'red' | 'amber' | 'quiet' | 'violet';

interface ButtonProps {
  children: ReactNode;
  onPress?: () => void;
  tone?: Tone;
  small?: boolean;
  /** what screen readers and checks find it by, where the words on it are shorter */
  name?: string;
  /** a shortcut such as `mod+e`, shown in the platform's own signs */
  hint?: string;
  type?: 'button' | 'submit';
  disabled?: boolean;
  autoFocus?: boolean;
  pressed?: boolean;
  /** where it opens something: the state for screen readers */
  expanded?: boolean;
  className?: string;
  describedBy?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const {
    children,
    tone = 'plain',
    small = false,
    hint,
    name,
    disabled = false,
    className = '',
    pressed,
    expanded,
    describedBy,
  } = props;
  return (
    <AriaButton
      ref={props.ref}
      type={props.type ?? 'button'}
      className={`button ${tone}${small ? ' small' : ''} ${className}`}
      isDisabled={disabled}
      autoFocus={props.autoFocus}
      {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      {children}
      {/* Shown by the style sheet: the key is no part of the name or of the words on the button. */}
      {hint === undefined ? null : <span className="button-hint" aria-hidden="true" data-hint={keyLabel(hint)} />}
    </AriaButton>
  );
}
