import type * as pulumi from "@pulumi/pulumi";

/** An environment variable. The provider inherits the environment of the `pulumi` command, whatever the program does. */
export interface PasswordFromEnvArgs {
  /** Its name: letters, digits and `_`. */
  env: pulumi.Input<string>;
}

/** A file, of at most 4096 bytes in UTF-8. Who may read it is not checked. */
export interface PasswordFromFileArgs {
  /** Its path; a relative one counts from the program's directory. */
  file: pulumi.Input<string>;
}

/** A program that writes the password to its standard output. */
export interface PasswordFromCommandArgs {
  /**
   * The program, then its arguments, such as `["pass", "show", "mail/anna"]`. It is started without a shell, in the program's
   * directory and with the environment of the `pulumi` command, cannot ask anything, and has 30 seconds. The arguments
   * stand in the state as they are: none may be secret.
   */
  command: pulumi.Input<pulumi.Input<string>[]>;
}

/** Where a password is read from. What is read is the password, without one final newline. */
export type PasswordFromArgs = PasswordFromEnvArgs | PasswordFromFileArgs | PasswordFromCommandArgs;
