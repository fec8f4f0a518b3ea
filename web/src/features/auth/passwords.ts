/** Characters; the server's own limit, in crates/auth/src/passwords.rs. */
export const SHORTEST_PASSWORD = 10;
