"""What an office sets: rules of booking, rooms. Models and policies stand with the app's."""
