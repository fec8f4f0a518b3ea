//! The audit log is append-only for whoever has the database open, too: lines are not changed, and removed only once the head says that they
//! are no longer kept.

use sea_orm_migration::{
    prelude::DbErr,
    sea_orm::{ConnectionTrait, DbBackend},
};

pub(super) const NAME: &str = "m0005_access";

const SQLITE: &str = "
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit WHEN OLD.seq >= (SELECT first FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
INSERT INTO audit_head (id, first, before, last, hash) VALUES (1, 1, zeroblob(32), 0, zeroblob(32));
";

const POSTGRES: &str = "
CREATE FUNCTION audit_stays() RETURNS trigger AS $$ BEGIN
    IF TG_OP = 'DELETE' AND OLD.seq < (SELECT first FROM audit_head) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the audit log is append-only';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stays();
INSERT INTO audit_head (id, first, before, last, hash)
VALUES (1, 1, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));
";

pub(super) async fn guard(connection: &impl ConnectionTrait) -> Result<(), DbErr> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => SQLITE,
        _ => POSTGRES,
    };
    connection.execute_unprepared(sql).await.map(|_| ())
}
