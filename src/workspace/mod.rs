//! What is kept beside the applications: settings, standing data, experts, older versions, the
//! places where work and data lie, and what a folder of applications looks like. Knows nothing of a window.

pub mod cards;
mod files;
mod habits;
pub mod library;
mod merge;
mod places;
mod roster_columns;
mod saving;
mod settings;
mod standing;
mod versions;

use std::path::{Path, PathBuf};

use crate::storage::{self, StorageError};

pub use crate::storage::versions::Version;
pub use habits::{ExportHabits, FormHabits};
pub use library::Library;
pub use places::Places;
pub use roster_columns::RosterColumns;
pub use saving::{Saved, Target};
pub use settings::{Settings, TEXT_PERCENT, Theme, VERSIONS_KEPT};
pub use standing::{Change, Standing};
pub use versions::{restore, versions};

/// Everything beside the applications, as one computer user has it.
#[derive(Debug, Clone)]
pub struct Workspace {
    places: Places,
    settings: Settings,
    standing: Standing,
    library: Library,
    /// Why the settings could not be read; one sentence. They are then the usual ones.
    trouble: Option<String>,
    /// The settings' file does not read, and nobody has changed a setting since.
    damaged: bool,
}

impl Workspace {
    /// Reads what is kept in the data folder. What is not there yet, or does not read, is as in a
    /// first start; the file that does not read is left alone until a setting is changed.
    pub fn open(places: Places) -> Self {
        let (settings, trouble) = match storage::read_data(&settings_file(&places)) {
            Ok(kept) => (kept.unwrap_or_default(), None),
            Err(error) => (Settings::default(), Some(error.to_string())),
        };
        storage::finish_renames(&places.data.join("versions"));
        Self {
            damaged: trouble.is_some(),
            settings: Settings::sound(settings),
            standing: Standing::open(&places.data),
            library: Library::of(&places.data),
            places,
            trouble,
        }
    }

    /// 常用信息.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// 常用信息, to be changed.
    pub fn standing_mut(&mut self) -> &mut Standing {
        &mut self.standing
    }

    /// 专家库, which is yet to be read.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// 专家库, to be read or changed.
    pub fn library_mut(&mut self) -> &mut Library {
        &mut self.library
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes over other settings and keeps them. What another window has set meanwhile, and this
    /// call leaves alone, holds from now on too. A file that did not read is kept beside them.
    ///
    /// # Errors
    /// Where they cannot be written; they hold all the same until the program ends.
    pub fn set(&mut self, settings: Settings) -> Result<(), StorageError> {
        let file = settings_file(&self.places);
        let settings = Settings::sound(settings);
        let there = storage::read_data::<Settings>(&file);
        self.settings = match &there {
            Ok(Some(there)) => settings.over(&self.settings, Settings::sound(there.clone())),
            _ => settings,
        };
        if there.is_err() {
            storage::set_aside(&file)?;
        }
        storage::write_data(&file, &self.settings)?;
        self.damaged = false;
        Ok(())
    }

    /// The same for what the program notes by itself: a file that does not read is left alone.
    ///
    /// # Errors
    /// Those of [`Workspace::set`].
    pub fn note(&mut self, settings: Settings) -> Result<(), StorageError> {
        if self.damaged {
            self.settings = Settings::sound(settings);
            return Ok(());
        }
        self.set(settings)
    }

    /// Why the settings could not be read, once.
    pub fn take_trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// The working folder: the one that was set, else the usual one among the documents.
    pub fn folder(&self) -> PathBuf {
        match &self.settings.folder {
            Some(folder) => folder.clone(),
            None => self.places.documents.join("科创中国申报"),
        }
    }

    /// What people have said the columns of rosters mean.
    pub fn roster_columns(&self) -> RosterColumns {
        RosterColumns::of(&self.places)
    }

    /// The user's data folder.
    pub fn data(&self) -> &Path {
        &self.places.data
    }
}

fn settings_file(places: &Places) -> PathBuf {
    places.data.join("settings.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_what_does_not_read_is_said_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let places = || Places::in_folder(folder.path());
        let mut workspace = Workspace::open(places());
        assert_eq!(*workspace.settings(), Settings::default());
        let changed = Settings {
            text_percent: 150,
            theme: Theme::Dark,
            folder: Some(folder.path().join("别处")),
            ..Settings::default()
        };
        workspace.set(changed.clone()).unwrap();
        let again = Workspace::open(places());
        assert_eq!(*again.settings(), changed);
        assert!(again.folder().ends_with("别处"));

        let file = settings_file(&places());
        std::fs::write(&file, "(text_percent: ").unwrap();
        let mut broken = Workspace::open(places());
        assert_eq!(*broken.settings(), Settings::default());
        assert!(broken.take_trouble().unwrap().contains("settings.ron"));
        let noted = Settings {
            renderer_worked: Some("glow".to_owned()),
            ..Settings::default()
        };
        broken.note(noted).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "(text_percent: ");
        broken.set(changed.clone()).unwrap();
        assert_eq!(*Workspace::open(places()).settings(), changed);
        let aside = file.with_file_name("settings-1.ron");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "(text_percent: ");
    }

    #[test]
    fn two_windows_leave_each_other_what_each_has_set() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Workspace::open(Places::in_folder(folder.path()));
        let (mut one, mut other) = (open(), open());
        let mut larger = one.settings().clone();
        larger.text_percent = 120;
        one.set(larger).unwrap();
        let mut dark = other.settings().clone();
        dark.theme = Theme::Dark;
        other.set(dark).unwrap();
        for settings in [other.settings(), open().settings()] {
            assert_eq!((settings.text_percent, settings.theme), (120, Theme::Dark));
        }
    }
}
